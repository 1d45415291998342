import { interfaceServices } from "../../../src/network/services";

describe("interfaceServices", () => {
  it("are none where S3 is all that is reached", () => {
    expect(interfaceServices([])).toEqual([]);
    expect(interfaceServices([{ s3: "data" }, { s3: "models" }])).toEqual([]);
  });

  it("are each service that any consumer reaches, once and in one order", () => {
    const one = { sns: "reports", s3: "data" };
    const other = { states: "starts", sns: "alarms" };
    expect(interfaceServices([one, other])).toEqual(["states", "sns"]);
    expect(interfaceServices([other, one])).toEqual(["states", "sns"]);
  });
});
