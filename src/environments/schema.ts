// The shape of an environment. Combinations of values that AWS refuses are in rules.ts.
import { z } from "zod";
import { text } from "./fields";
import { type Model, modelName, settingsSchema } from "./model-schema";

export const environmentNames = ["local", "dev", "staging", "prod"] as const;

/**
 * The account of the local AWS, fixed so that synth does not need it to be running. If the local AWS had another one,
 * the provider would refuse to deploy, as it refuses any account but an environment's own.
 */
export const localAccount = "123456789012";

/** What CloudWatch Logs accepts (PutRetentionPolicy), in days. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What follows the region in a zone's name, or a zone's id, which means the same place in every account. */
const zone = text('a zone\'s letter, such as "a", or its id, such as "use1-az1"', /^([a-z]|[a-z]{2,4}\d-az\d{1,2})$/);
const zones = z.array(zone).min(2, "2 or 3 zones").max(3, "2 or 3 zones");

const network = z.strictObject({
  cidr: text('an IPv4 range, such as "10.20.0.0/16"', /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/),
  zones,
  /** Lambda functions in the VPC reach AWS through interface endpoints only, which are billed by the hour. */
  lambdasInVpc: z.boolean(),
});

const tagValue = text(
  "at most 256 letters, digits, spaces and + - = . _ : / @",
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
);
const tagKey = text(
  '1 to 128 characters that do not begin with "aws:"',
  /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu,
);

const removalPolicy = z.enum(["retain", "destroy"]).default("retain");

export const environmentSchema = z.strictObject({
  name: z.enum(environmentNames),
  /** The only account it may be deployed to. Bucket names and ARNs contain it, so that synth needs no credentials. */
  account: text('one account id of 12 digits, such as "111122223333"', /^\d{12}$/).default(localAccount),
  region: text('a region, such as "us-east-1"', /^[a-z]{2}(-[a-z]+)+-\d$/),
  network,
  /** The models that run here, by name: folders of models/. */
  models: z.record(modelName, settingsSchema),
  /** E-mail addresses that get notified of failed runs, rejected uploads and alarms of every model. */
  notificationEmails: z.array(z.email('an address, such as "team@example.com"')).default([]),
  logRetentionDays: z.literal(retentionDays),
  tags: z.record(tagKey, tagValue),
  /** The first of the two keys to deleting data: whether any data may be deleted at all. */
  allowDataDestroy: z.boolean(),
  /**
   * The second key, one for each data store: "destroy" lets it be deleted with its stack, if the first key allows it.
   */
  removal: z
    .strictObject({
      /** Uploads. */
      data: removalPolicy,
      /** Models, evaluations, code. */
      artifacts: removalPolicy,
      accessLogs: removalPolicy,
    })
    .prefault({}),
});

export type EnvironmentName = (typeof environmentNames)[number];
/** What a person writes; fields with a default may be left out. */
export type EnvironmentInput = z.input<typeof environmentSchema>;
/** What the stacks read: complete and valid, each model with its definition. */
export type Environment = Readonly<
  Omit<z.output<typeof environmentSchema>, "models"> & { models: Readonly<Record<string, Model>> }
>;
