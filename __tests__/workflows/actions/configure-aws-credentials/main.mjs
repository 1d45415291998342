// Sets the variables that the real action exports. STAND_IN_AWS: those of a local AWS's clients, as JSON.
import { appendFileSync } from "node:fs";
import { note } from "../note.mjs";

const { ROLE: role, SESSION: session, REGION: region, GITHUB_ENV, STAND_IN_AWS } = process.env;
note("role", { role, session, region });
const credentials = { AWS_ACCESS_KEY_ID: "ASIASTANDIN", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "token" };
const variables = { ...(STAND_IN_AWS ? JSON.parse(STAND_IN_AWS) : credentials), AWS_REGION: region };
const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
appendFileSync(GITHUB_ENV, lines.join(""));
