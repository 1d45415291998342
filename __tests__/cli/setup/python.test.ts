import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setUpPython } from "../../../cli/setup/python";
import { findUv } from "../../../cli/setup/uv";
import { scratch } from "../../support/scratch";

const announce = () => undefined;

/** A folder with a single program, a shell script. */
function program(name: string, script: string): string {
  const folder = scratch();
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

describe("uv", () => {
  test("one on the PATH is used", async () => {
    const path = program("uv", "exit 0");
    expect(await findUv(announce, { path, folder: scratch() })).toBe(join(path, "uv"));
  });

  test("neither uv nor Python: says what to install", async () => {
    await expect(findUv(announce, { path: scratch(), folder: join(scratch(), "uv") })).rejects.toThrow(
      "There is neither uv nor Python on the PATH.\n" +
        "Install uv: https://docs.astral.sh/uv/getting-started/installation (it fetches the right Python by itself), then run this again.",
    );
  });

  test("pip that fails: its last lines, and nothing is left", async () => {
    const folder = join(scratch(), "uv");
    const path = program("python3", "echo 'No module named pip' >&2; exit 1");
    await expect(findUv(announce, { path, folder })).rejects.toThrow(
      /python3 could not install uv:\nNo module named pip\nInstall uv/,
    );
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(`${folder}.new`)).toBe(false);
  });
});

describe("the Python environment", () => {
  test("only a Python that is too new, and uv cannot fetch another: says which one and why", async () => {
    const uv = program("uv", 'case "$1" in venv) echo "error: No interpreter found for Python $5"; exit 2;; esac');
    const path = [uv, program("python3.13", "exit 0")].join(delimiter);
    await expect(setUpPython(announce, { venv: join(scratch(), "venv"), uv: { path } })).rejects.toThrow(
      "Python 3.11 or 3.10 is needed (scikit-learn 1.2 has no build for a newer one), and uv neither found nor could fetch one:\n" +
        "error: No interpreter found for Python 3.11\nerror: No interpreter found for Python 3.10\n" +
        "Install Python 3.11: https://www.python.org/downloads (or let uv reach the network), then run this again.",
    );
  });

  test("is made once, and left alone as long as the requirements are the same", async () => {
    const venv = join(scratch(), "venv");
    // Creates an environment whose Python reports 3.11.9, and records how it was called.
    const make = 'mkdir -p "$6/bin"; printf "#!/bin/sh\\necho 3.11.9\\n" > "$6/bin/python"; chmod +x "$6/bin/python"';
    const path = program("uv", `echo "$1" >> "$(dirname "$0")/calls"\ncase "$1" in venv) ${make};; esac`);
    const environment = `${path}${delimiter}/usr/bin${delimiter}/bin`;
    expect(await setUpPython(announce, { venv, uv: { path: environment } })).toBe("3.11.9");
    const announced: string[] = [];
    expect(await setUpPython((text) => announced.push(text), { venv, uv: { path: environment } })).toBe("3.11.9");
    expect(announced).toEqual([]);
    expect(readFileSync(join(path, "calls"), "utf8")).toBe("--version\nvenv\npip\n");
  });
});
