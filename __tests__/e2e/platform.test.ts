// From nothing to a served model and back to nothing, against the local AWS. The suites share one deployment, so their
// order matters: each begins where the one before ended.
import "./support/folder";
import { reallyRun } from "../docs/really-run";
import { cli, everyDocumentedCommandRan } from "./support/cli";

// A first start takes minutes where other tests run beside it.
jest.setTimeout(600_000);

import "./suites/interrupted-start";
import "./suites/first-start";
import "./suites/second-start";
import "./suites/removed-model";
import "./suites/every-environment";
import "./suites/predictions";
import "./suites/uploads";
import "./suites/failing-jobs";
import "./suites/own-data";
import "./suites/crash-and-stop";

everyDocumentedCommandRan(reallyRun.platform);

// Where a test failed in between, nothing may stay behind all the same.
afterAll(() => cli("stop", "--discard"));
