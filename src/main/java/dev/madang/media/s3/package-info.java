/** Pictures in a bucket of an S3 server, where {@code madang.s3.bucket} is set. */
@NullMarked
package dev.madang.media.s3;

import org.jspecify.annotations.NullMarked;
