// The SageMaker scikit-learn image: AWS keeps a copy for each region in a separate registry account.
import { arn, regionalService } from "../../contracts/arns";

/**
 * Registry accounts of sagemaker-scikit-learn 1.2-1 (sagemaker-python-sdk, image_uri_config/sklearn.json), by
 * region. The provider's data source knows them too, but would resolve them only at plan.
 * Listing them here keeps synth self-contained, and an unknown region fails before anything is deployed.
 */
const registryAccounts: Readonly<Record<string, string>> = {
  "af-south-1": "510948584623",
  "ap-east-1": "651117190479",
  "ap-northeast-1": "354813040037",
  "ap-northeast-2": "366743142698",
  "ap-northeast-3": "867004704886",
  "ap-south-1": "720646828776",
  "ap-south-2": "628508329040",
  "ap-southeast-1": "121021644041",
  "ap-southeast-2": "783357654285",
  "ap-southeast-3": "951798379941",
  "ap-southeast-4": "106583098589",
  "ca-central-1": "341280168497",
  "cn-north-1": "450853457545",
  "cn-northwest-1": "451049120500",
  "eu-central-1": "492215442770",
  "eu-central-2": "680994064768",
  "eu-north-1": "662702820516",
  "eu-south-1": "978288397137",
  "eu-south-2": "104374241257",
  "eu-west-1": "141502667606",
  "eu-west-2": "764974769150",
  "eu-west-3": "659782779980",
  "me-central-1": "272398656194",
  "me-south-1": "801668240914",
  "sa-east-1": "737474898029",
  "us-east-1": "683313688378",
  "us-east-2": "257758044811",
  "us-gov-east-1": "237065988967",
  "us-gov-west-1": "414596584902",
  "us-west-1": "746614075791",
  "us-west-2": "246618743249",
};

const repository = "sagemaker-scikit-learn";
const tag = "1.2-1-cpu-py3";

export interface ScikitLearnImage {
  readonly uri: string;
  readonly repositoryArn: string;
}

export function scikitLearnImage(region: string): ScikitLearnImage {
  const account = registryAccounts[region];
  if (!account) {
    const known = Object.keys(registryAccounts).join(", ");
    throw new Error(`SageMaker has no scikit-learn 1.2 image in the region "${region}". Regions with one: ${known}.`);
  }
  return {
    uri: `${account}.dkr.${regionalService({ region }, "ecr")}/${repository}:${tag}`,
    repositoryArn: arn({ account, region }, "ecr", `repository/${repository}`),
  };
}
