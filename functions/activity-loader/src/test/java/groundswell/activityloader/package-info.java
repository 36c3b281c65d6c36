/// The partitioner and the loader together, over local tables, ElasticMQ and the local S3 store.
@org.jspecify.annotations.NullMarked
package groundswell.activityloader;
