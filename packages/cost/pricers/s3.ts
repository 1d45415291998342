// S3: what is kept and how often it is asked for, by storage class as in Infracost's usage format.
import { always, type Pricer, used } from "../meter";

export const bucket: Pricer = always([
  used("S3 Standard, storage", "s3.standard.gb", "standard.storage_gb"),
  used("S3 Standard, PUT, COPY, POST, LIST", "s3.standard.tier1", "standard.monthly_tier_1_requests", 1000),
  used("S3 Standard, GET and other requests", "s3.standard.tier2", "standard.monthly_tier_2_requests", 1000),
]);
