// Packages the Python code of ml-src for the containers: single files for processing jobs, an archive for script mode.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type * as Fflate from "fflate";
import type * as Tar from "tar";
import { contentHash, type Files, readFiles } from "./content-hash";
import { buildFolder, lazily, projectRoot, writeAtomically } from "./project";

export interface MlCode {
  /** Absolute path of a folder with the files and the archive. */
  readonly folder: string;
  /** Names in the folder, sorted, including the archive. */
  readonly files: readonly string[];
  /** 16 hex digits, a hash of the contents. */
  readonly hash: string;
}

/** The name under which the SageMaker training toolkit expects the archive. */
export const archiveName = "sourcedir.tar.gz";

export function bundleMlCode(root = projectRoot): MlCode {
  const sources = readFiles(join(root, "ml-src"));
  const names = Object.keys(sources).sort();
  const hash = contentHash(sources).slice(0, 16);
  const folder = join(root, buildFolder, "ml-src", hash);
  // The folder gets its final name only when it is complete.
  if (!existsSync(folder)) write(folder, sources, names);
  return { folder, files: [...names, archiveName].sort(), hash };
}

function write(folder: string, sources: Files, names: readonly string[]): void {
  const temporary = `${folder}.${process.pid}`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  for (const name of names) writeAtomically(join(temporary, name), sources[name]!);
  writeAtomically(join(temporary, archiveName), gzip(archive(temporary, names)));
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(temporary, folder);
  } catch (error) {
    // Another synth finished first; its result is the same.
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** `portable` omits owners and machine-dependent times; the time and the mode are set here. */
function archive(folder: string, names: readonly string[]): Uint8Array {
  const tar = lazily("tar") as typeof Tar;
  const pack = tar.create(
    {
      cwd: folder,
      sync: true,
      portable: true,
      mtime: new Date(0),
      onWriteEntry: (entry) => {
        if (entry.stat) entry.stat.mode = (entry.stat.mode & ~0o777) | 0o644;
      },
    },
    [...names],
  );
  const chunks: Buffer[] = [];
  for (let chunk = pack.read(); chunk; chunk = pack.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** fflate instead of zlib, whose output differs between versions of Node and kinds of processor. */
function gzip(bytes: Uint8Array): Uint8Array {
  const { gzipSync } = lazily("fflate") as typeof Fflate;
  return gzipSync(bytes, { level: 9, mtime: 0 });
}
