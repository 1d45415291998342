import { drawTerminal } from "../../../tools/diagrams/terminal";

const svg = drawTerminal(`$ npm start\n\n  ✔ Tools    <Python> & more  0.2 s\n  ✘ Data     ${"x".repeat(200)}\n`);

it("colours marks and times as a terminal does, and escapes the text", () => {
  expect(svg).toContain(
    '  <tspan fill="#3fb950">✔</tspan> Tools    &lt;Python&gt; &amp; more<tspan fill="#8b949e">  0.2 s</tspan>',
  );
  expect(svg).toContain('<tspan fill="#f85149">✘</tspan>');
});

it("ends a line that is too long with an ellipsis", () => {
  expect(svg).toMatch(/ Data {5}x{90}…<\/text>/);
});

it("is as high as its lines", () => {
  const height = (text: string) => Number(/ height="(\d+)"/.exec(drawTerminal(text))![1]);
  expect(height("a\nb\nc") - height("a\nb")).toBe(18);
});
