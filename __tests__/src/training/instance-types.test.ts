import { overridableFamilies, takesVolumeKey } from "../../../src/training/instance-types";
import { scikitLearnImage } from "../../../src/training/scikit-learn-image";

it.each([
  "ml.m5.large",
  "ml.t2.medium",
  "ml.t3.xlarge",
  "ml.c5.4xlarge",
  "ml.p3.2xlarge",
  "ml.m6i.large",
  "ml.m5.medium",
])("%s takes a volume key", (type) => expect(takesVolumeKey(type)).toBe(true));

it.each([
  ...["ml.m5d.large", "ml.c6gd.large", "ml.g4dn.xlarge", "ml.p3dn.24xlarge", "ml.r6id.large"],
  ...["ml.g5.xlarge", "ml.g6e.xlarge", "ml.p4d.24xlarge", "ml.p5.48xlarge", "ml.trn1.2xlarge", "ml.i3en.large"],
])("%s encrypts its own disks", (type) => expect(takesVolumeKey(type)).toBe(false));

it("lets an execution choose among families that take the key", () => {
  expect(overridableFamilies.filter((family) => !takesVolumeKey(`ml.${family}.large`))).toEqual([]);
});

it("knows the image of a region", () => {
  expect(scikitLearnImage("us-east-1")).toEqual({
    uri: "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3",
    repositoryArn: "arn:aws:ecr:us-east-1:683313688378:repository/sagemaker-scikit-learn",
  });
});

it("says which regions have one", () => {
  expect(() => scikitLearnImage("mars-north-1")).toThrow(
    /^SageMaker has no scikit-learn 1.2 image in the region "mars-north-1". Regions with one: af-south-1, /,
  );
});
