/// S3's notifications about objects.
@org.jspecify.annotations.NullMarked
package groundswell.platform.objects;
