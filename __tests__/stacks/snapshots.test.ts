// One snapshot per stack and environment: what changes here is what a reviewer has to look at.
import { environmentNames } from "../../src/environments";
import { environment } from "../support/environments";
import { networkTemplate, storageTemplate } from "../support/stacks";

describe.each(environmentNames)("%s", (name) => {
  it("network", () => expect(networkTemplate(environment(name)).snapshot).toMatchSnapshot());
  it("storage", () => expect(storageTemplate(environment(name)).snapshot).toMatchSnapshot());
});
