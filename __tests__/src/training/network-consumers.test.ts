import { interfaceServices } from "../../../src/network/services";
import { consumersIn } from "../../../src/training/network-consumers";
import { environment } from "../../support/environments";

const services = (name: "dev" | "prod") =>
  interfaceServices(consumersIn(environment(name)).map(({ reaches }) => reaches));

it("pays for no interface endpoint where only jobs and model containers run in the VPC", () => {
  expect(services("dev")).toEqual([]);
});

it("gives functions in the VPC every service that they call", () => {
  expect(services("prod")).toEqual(["states", "sns", "sagemaker.api", "sagemaker.runtime"]);
});

it("has a reason for each", () => {
  const reasons = consumersIn(environment("prod")).flatMap(({ reaches }) => Object.values<string>(reaches));
  expect(reasons.filter((reason) => reason.length < 20)).toEqual([]);
});
