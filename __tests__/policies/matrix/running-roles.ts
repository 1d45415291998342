// Every role of the running platform, by its construct's path.
import { ask } from "../support/simulate";
import type { World } from "../support/world";
import { evaluateModel, predict, startPipeline } from "./functions";
import { modelRoles } from "./model-roles";
import { places, type RowOf, useKey } from "./row";

const flowLogs: RowOf = (world) => {
  const log = world.of("network/FlowLogs/LogGroup");
  const { key, topic, via, models } = places(world);
  return {
    can: [
      ...ask("logs:DescribeLogStreams", log),
      ...ask(["logs:CreateLogStream", "logs:PutLogEvents"], `${log}:log-stream:eni-1`),
    ],
    cannot: [
      ...models.flatMap(({ stateMachineLog }) => ask("logs:PutLogEvents", `${stateMachineLog}:log-stream:1`)),
      ...ask("logs:CreateLogGroup", world.arn("logs", "log-group:another")),
      ...ask(useKey, key, via("s3")),
      ...ask("sns:Publish", topic),
      ...ask("ec2:CreateNetworkInterface", world.arn("ec2", "network-interface/*")),
    ],
  };
};

export const sharedRoles: Readonly<Record<string, RowOf>> = {
  "network/FlowLogs/Role": flowLogs,
  "training/Functions/EvaluateModel/Role": evaluateModel,
  "training/Functions/Predict/Role": predict,
  "training/Functions/StartPipeline/Role": startPipeline,
};

/** The paths of all roles that have a row in a world. */
export function knownRoles({ environment }: World): string[] {
  const ofModels = Object.values(environment.models).flatMap((model) => Object.keys(modelRoles(model)));
  return [...Object.keys(sharedRoles), ...ofModels];
}
