import { interfaceEndpoints, interfaceEndpointsOf } from "../../../src/network/interface-endpoints";
import { environment } from "../../support/environments";

const services = (name: "dev" | "prod") => interfaceEndpointsOf(environment(name)).map(({ service }) => service);

it("pays for no interface endpoint where only jobs run in the VPC", () => {
  expect(services("dev")).toEqual([]);
});

it("gives functions in the VPC every service that they call", () => {
  expect(services("prod")).toEqual(["states", "sns", "sagemaker.api", "sagemaker.runtime"]);
});

it("has a reason for each", () => {
  expect(interfaceEndpoints.filter(({ reason }) => reason.length < 20)).toEqual([]);
});
