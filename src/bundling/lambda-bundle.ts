// Bundles a Lambda function's sources into one zip file; rebuilt only when they or the lockfile have changed.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as Esbuild from "esbuild";
import type * as Fflate from "fflate";
import { contentHash, readFiles } from "./content-hash";
import { buildFolder, lazily, projectRoot, writeAtomically } from "./project";

export interface LambdaBundle {
  /** Absolute path of the zip file; it holds index.js, which exports `handler`. */
  readonly path: string;
  /** Hash of the zip file's contents: the same code gives the same hash on every machine. */
  readonly hash: string;
}

interface Manifest {
  /** Hash of the bundle's inputs. */
  readonly sources: string;
  /** Hash of the bundle's contents. */
  readonly contents: string;
}

/** Change it when the bundler's options below change, so that bundles of an older checkout count as stale. */
const recipe = "2";

/** @param name a folder of lambda-src that holds handler.ts */
export function bundleLambda(name: string, root = projectRoot): LambdaBundle {
  const path = join(root, buildFolder, "lambda", `${name}.zip`);
  const manifestPath = join(root, buildFolder, "lambda", `${name}.json`);
  const sources = sourcesHash(name, root);
  const present = readManifest(manifestPath);
  if (present?.sources === sources && existsSync(path)) return { path, hash: present.contents };

  const code = bundle(name, root);
  const contents = contentHash({ "index.js": code });
  writeAtomically(path, zip(code));
  writeAtomically(manifestPath, `${JSON.stringify({ sources, contents } satisfies Manifest)}\n`);
  return { path, hash: contents };
}

/** The lockfile stands for every package that ends up in the bundle, and for esbuild itself. */
function sourcesHash(name: string, root: string): string {
  const under = (folder: string) =>
    Object.entries(readFiles(join(root, folder))).map(([path, content]) => [`${folder}/${path}`, content]);
  return contentHash({
    ...Object.fromEntries([...under(`lambda-src/${name}`), ...under("lambda-src/shared"), ...under("contracts")]),
    "package-lock.json": readFileSync(join(root, "package-lock.json")),
    recipe: Buffer.from(recipe),
  });
}

function readManifest(path: string): Manifest | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : undefined;
}

function bundle(name: string, root: string): Uint8Array {
  const esbuild = lazily("esbuild") as typeof Esbuild;
  const { outputFiles } = esbuild.buildSync({
    absWorkingDir: root,
    entryPoints: [join("lambda-src", name, "handler.ts")],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    // The ES module builds of the packages let esbuild drop unused code.
    mainFields: ["module", "main"],
    minify: true,
    // Error names reach callers and logs: `instanceof` and `constructor.name` must survive minification.
    keepNames: true,
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0]!.contents;
}

/** Constant time, mode and system, so that only the code determines the bytes. */
function zip(code: Uint8Array): Uint8Array {
  const { zipSync } = lazily("fflate") as typeof Fflate;
  // Zip files store local time only. The earliest time they can hold reads the same in every time zone.
  const entry = { mtime: new Date(1980, 0, 1), os: 3, attrs: 0o644 << 16, level: 9 } as const;
  return zipSync({ "index.js": [code, entry] });
}
