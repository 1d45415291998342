// `npm run NAME -- ARGUMENTS` and `npm NAME`, taken apart.
const [first, ...rest] = process.argv.slice(2);
const [name, ...args] = first === "run" ? rest.filter((argument) => argument !== "--") : [first, ...rest];
const known = ["dev", "staging", "prod"];

export const environment = args.find((argument) => known.includes(argument)) ?? process.env.TF_WORKSPACE;
export { args, name };
