// s3://bucket/key, taken apart.

export interface S3Location {
  readonly Bucket: string;
  readonly Key: string;
}

/** @throws an Error where the text is no such URI. */
export function parseS3Uri(uri: string): S3Location {
  const match = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri);
  if (!match) throw new Error(`"${uri}" is not the location of an object. Allowed: s3://<bucket>/<key>`);
  return { Bucket: match[1]!, Key: match[2]! };
}
