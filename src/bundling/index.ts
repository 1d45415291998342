// The files that Terraform uploads, rebuilt at synth when they are stale (docs/adr/0009).
export { bundleLambda, type LambdaBundle } from "./lambda-bundle";
export { archiveName, bundleMlCode, type MlCode } from "./ml-code";
