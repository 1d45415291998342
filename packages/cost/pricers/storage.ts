// Stored data: S3 by storage class as in Infracost's usage format, container images, home folders.
import { always, type Pricer, used } from "../meter";

export const bucket: Pricer = always([
  used("S3 Standard, storage", "s3.standard.gb", "standard.storage_gb"),
  used("S3 Standard, PUT, COPY, POST, LIST", "s3.standard.tier1", "standard.monthly_tier_1_requests", 1000),
  used("S3 Standard, GET and other requests", "s3.standard.tier2", "standard.monthly_tier_2_requests", 1000),
]);

export const repository: Pricer = always([used("ECR storage", "ecr.gb", "storage_gb")]);

export const fileSystem: Pricer = always([used("EFS storage", "efs.gb", "storage_gb")]);
