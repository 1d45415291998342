// Worlds for the simulations: an environment in its own account, or in one that it shares with its neighbours.
import { type Environment, environmentByName, type EnvironmentName } from "../../../src/environments";
import { withModels } from "../../support/environments";
import { World } from "./world";

const deployed = ["dev", "staging", "prod"] as const;
const sharedAccount = { LOCAL_AWS_ACCOUNT: "123456789012" };

/** As committed. */
export function ownAccount(name: EnvironmentName): World {
  const environment = environmentByName(name);
  return new World(environment, name === "local" ? [] : [environment]);
}

/** In one account with all others, where only policies separate them, and with all optional features. */
export function withNeighbours(name: (typeof deployed)[number]): World {
  const environments = deployed.map((one) => complete(environmentByName(one, sharedAccount)));
  return new World(environments[deployed.indexOf(name)]!, environments);
}

/** The models in the matrix: their names have the same beginning, so that only policies separate them. */
export const asked = ["churn", "churn-train"] as const;

/** A schedule has its own role, and a subscriber is a resource. One model has instances, the other is serverless. */
function complete(environment: Environment): Environment {
  const schedule = { expression: "rate(1 day)", data: "daily.csv" };
  const notificationEmails = ["team@example.com"];
  const [first, second] = asked;
  return withModels(
    { ...environment, notificationEmails },
    {
      [first]: { schedule, endpoint: { kind: "realtime", instanceType: "ml.m5.large", instanceCount: 1 } },
      [second]: { schedule, endpoint: { kind: "serverless", memoryMb: 2048, maxConcurrency: 5 } },
    },
  );
}
