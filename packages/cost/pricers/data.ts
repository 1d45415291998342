// Where else data may lie: DynamoDB, ECR, EFS.
import { always, fixed, hoursPerMonth, type Meter, type Pricer, used } from "../meter";
import { numberIn, type PricedResource } from "../resource";

const stored = used("DynamoDB storage", "dynamodb.gb", "storage_gb");
const onDemand = [
  used("DynamoDB write request units", "dynamodb.write", "monthly_write_request_units", 1_000_000),
  used("DynamoDB read request units", "dynamodb.read", "monthly_read_request_units", 1_000_000),
];

/** Terraform's default is provisioned capacity, charged by the hour whether used or not. */
export const table: Pricer = {
  usageKeys: ["monthly_write_request_units", "monthly_read_request_units", "storage_gb"],
  meters: ({ values }: PricedResource): Meter[] => {
    if (values.billing_mode === "PAY_PER_REQUEST") return [...onDemand, stored];
    const hours = (name: string) => (numberIn(values, name) ?? 1) * hoursPerMonth;
    return [
      fixed("DynamoDB write capacity", "dynamodb.write.provisioned", hours("write_capacity")),
      fixed("DynamoDB read capacity", "dynamodb.read.provisioned", hours("read_capacity")),
      stored,
    ];
  },
};

export const repository: Pricer = always([used("ECR storage", "ecr.gb", "storage_gb")]);

export const fileSystem: Pricer = always([used("EFS storage", "efs.gb", "storage_gb")]);
