// From nothing to a served model and back to nothing, on the local AWS. The suites share one deployment, so their order
// matters: each starts where the previous one ended.
import "./support/folder";
import { reallyRun } from "../docs/really-run";
import { cli, everyDocumentedCommandRan } from "./support/cli";

// A first start takes minutes when other tests run in parallel.
jest.setTimeout(600_000);

import "./suites/before-the-first-start";
import "./suites/first-start";
import "./suites/second-start";
import "./suites/predictions";
import "./suites/uploads";
import "./suites/failing-jobs";
import "./suites/own-data";
import "./suites/crash-and-stop";

everyDocumentedCommandRan(reallyRun.platform);

// Even if a test failed in between, nothing may stay behind.
afterAll(() => cli("stop", "--discard"));
