/// What S3 says about objects.
@org.jspecify.annotations.NullMarked
package groundswell.platform.objects;
