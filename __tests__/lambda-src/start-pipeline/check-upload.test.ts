import { contentProblem, nameOrSizeProblem } from "../../../lambda-src/start-pipeline/check-upload";

const expectation = { targetColumn: "Machine failure", maxBytes: 1000 };
const bytes = (text: string) => new TextEncoder().encode(text);
const check = (text: string, complete = true) => contentProblem(bytes(text), complete, expectation);

describe("by name and size", () => {
  it("takes a CSV file of a sane size, whatever the case of its ending", () => {
    expect(nameOrSizeProblem("incoming/a.csv", 10, expectation)).toBeUndefined();
    expect(nameOrSizeProblem("incoming/a.b/A.CSV", 1000, expectation)).toBeUndefined();
  });

  it.each([
    ["incoming/data.xlsx", 10, '"data.xlsx" is not a CSV file by its name. Upload a file whose name ends in .csv.'],
    ["incoming/a.csv", 0, "The file is empty. Upload a CSV file with a header and rows."],
    [
      "incoming/a.csv",
      1001,
      "The file has 1001 bytes; at most 1000 are allowed. Upload a sample of the rows, or raise the limit.",
    ],
  ])("refuses %s of %d bytes", (key, size, reason) => {
    expect(nameOrSizeProblem(key, size, expectation)).toBe(reason);
  });
});

describe("by content", () => {
  it.each([
    ["plain", "Torque [Nm],Machine failure\n40.1,0\n"],
    ["Windows line ends", "Torque [Nm],Machine failure\r\n40.1,0\r\n"],
    ["a byte order mark", "\ufeffMachine failure,a\n0,1\n"],
    ["quotes, with a comma and a line break in a name", '"Speed, in\nrpm","Machine failure"\n1,0\n'],
    ["spaces around names", "a , Machine failure\n1,0\n"],
    ["no line break at the end", "Machine failure\n1"],
  ])("takes a header with the target: %s", (_, text) => expect(check(text)).toBeUndefined());

  it("judges no row that it has not seen whole", () => {
    expect(check('Machine failure,note\n1,"a text that is cut o', false)).toBeUndefined();
    expect(check("Machine failure,note\n", false)).toBeUndefined();
  });

  it("takes a cut within a character only where the file goes on", () => {
    const cut = bytes("Machine failure,note\n1,ü").slice(0, -1);
    expect(contentProblem(cut, false, expectation)).toBeUndefined();
    expect(contentProblem(cut, true, expectation)).toBe(
      "The file is not UTF-8 text. Save it as CSV with the encoding UTF-8.",
    );
  });

  it.each([
    [
      "header only",
      "a,Machine failure\n",
      "The file holds a header and no rows. Upload a file with data below the header.",
    ],
    ["blank", " \n\n", "The file holds nothing but blank lines. Upload a CSV file with a header and rows."],
    [
      "other columns",
      "a,b\n1,2\n",
      'The header does not hold the column to predict, "Machine failure". It holds: "a", "b".',
    ],
    [
      "another case",
      "a,machine Failure\n1,2\n",
      'The header holds "machine Failure", but the column to predict is called "Machine failure". Rename the column.',
    ],
    [
      "semicolons",
      "a;Machine failure\n1;0\n",
      'The columns are separated by ";". Save the file with commas between the columns.',
    ],
    [
      "tabs",
      "a\tMachine failure\n1\t0\n",
      "The columns are separated by tabs. Save the file with commas between the columns.",
    ],
    [
      "the target twice",
      "Machine failure,Machine failure\n1,0\n",
      'The header names the column "Machine failure" 2 times. Keep one of them.',
    ],
    ["zero bytes", "a,Machine failure\n\0\0\n", "The file holds binary data. Upload a CSV file as text in UTF-8."],
  ])("refuses %s", (_, text, reason) => expect(check(text)).toBe(reason));

  it("names UTF-16 when it sees it", () => {
    const utf16 = new Uint8Array([0xff, 0xfe, 0x61, 0x00]);
    expect(contentProblem(utf16, true, expectation)).toBe(
      "The file is not UTF-8 text (it begins as UTF-16 does). Save it as CSV with the encoding UTF-8.",
    );
  });

  it("refuses a header that does not end in what was read", () => {
    expect(check("a,b,c,Machine fail", false)).toBe(
      "The header does not end within the first 18 bytes. Check the quotes in the file's first line.",
    );
  });

  it("lists twelve columns of a wide file", () => {
    const names = Array.from({ length: 15 }, (_, index) => `c${index}`).join(",");
    expect(check(`${names}\n`)).toMatch(/It holds: "c0", .*"c11" and 3 more\.$/);
  });
});
