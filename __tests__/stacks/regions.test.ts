// An environment in another region than the committed ones: region, zones, endpoints and image follow in every stack.
import { environment } from "../support/environments";
import { everything } from "../policies/support/made";
import { synthesize } from "../policies/support/synthesis";

const frankfurt = environment("prod", { region: "eu-central-1" });
const stacks = synthesize(frankfurt, [frankfurt]);
const made = everything(stacks);
const all = (type: string, attribute: string) =>
  made.filter((one) => one.type === type).map(({ resource }) => resource[attribute]);
const zone = (letter: string) => `eu-central-1${letter}`;

describe("an environment in eu-central-1", () => {
  it("names no other region in any stack, provider and state included", () => {
    for (const [stack, json] of Object.entries(stacks)) {
      const regions = JSON.stringify(json).match(/\b[a-z]{2}-(north|south|east|west|central)[a-z]*-\d/g) ?? [];
      expect([stack, ...new Set(regions)]).toEqual([stack, "eu-central-1"]);
    }
  });

  it("has a subnet in each of the region's zones", () => {
    expect(all("aws_subnet", "availability_zone")).toEqual(["a", "b", "c"].map(zone));
  });

  it("may name its zones by id, which mean the same place in every account", () => {
    const tokyo = environment("staging", {
      region: "ap-northeast-1",
      network: { ...environment("staging").network, zones: ["a", "apne1-az2"] },
    });
    const subnets = everything(synthesize(tokyo, [tokyo])).filter(({ type }) => type === "aws_subnet");
    expect(subnets.map(({ resource }) => [resource.availability_zone, resource.availability_zone_id])).toEqual([
      ["ap-northeast-1a", undefined],
      [undefined, "apne1-az2"],
    ]);
  });

  it("reaches the region's services", () => {
    const services = ["s3", "sagemaker.api", "sagemaker.runtime", "sns", "states"];
    expect(all("aws_vpc_endpoint", "service_name").sort()).toEqual(
      services.map((service) => `com.amazonaws.eu-central-1.${service}`),
    );
  });

  it("runs the image of the region's registry, and may pull that one", () => {
    const texts = JSON.stringify(stacks);
    const image = "492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3";
    expect([...new Set(texts.match(/\d{12}\.dkr\.ecr\.[\w./:-]+/g))]).toEqual([image]);
    expect([...new Set(texts.match(/arn:aws:ecr:[^:]+:\d{12}:[\w/-]+/g))]).toEqual([
      "arn:aws:ecr:eu-central-1:492215442770:repository/sagemaker-scikit-learn",
    ]);
  });
});

describe.each([
  ["cn-northwest-1", "aws-cn", "451049120500.dkr.ecr.cn-northwest-1.amazonaws.com.cn"],
  ["us-gov-east-1", "aws-us-gov", "237065988967.dkr.ecr.us-gov-east-1.amazonaws.com"],
])("an environment in %s", (region, partition, registry) => {
  const other = environment("prod", { region });
  const texts = JSON.stringify({ ...synthesize(other, [other]) });

  it(`names ARNs of ${partition} only`, () => {
    const partitions = [...texts.matchAll(/\barn:(aws[\w-]*):/g)].map(([, name]) => name);
    expect([...new Set(partitions)]).toEqual([partition]);
  });

  it("runs the image of the partition's registry", () => {
    expect([...new Set(texts.match(/\d{12}\.dkr\.[\w.-]+/g))]).toEqual([registry]);
  });

  it("lets the key be used through the partition's services", () => {
    const domain = registry.slice(registry.indexOf("amazonaws"));
    const services = [...texts.matchAll(/ViaService[^}]*?"((?:s3|sns)\.[\w.-]+)/g)].map(([, name]) => name!);
    expect(services.length).toBeGreaterThan(0);
    for (const service of services) expect(service.endsWith(`.${region}.${domain}`)).toBe(true);
  });
});
