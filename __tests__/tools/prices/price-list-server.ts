// A local Price List API: answers GetProducts from price-list-api.json, filtered, two products per page.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { products } from "./price-list-api.json";

interface GetProducts {
  readonly ServiceCode: string;
  readonly FormatVersion: string;
  readonly Filters: readonly { readonly Type: string; readonly Field: string; readonly Value: string }[];
  readonly NextToken?: string;
}

export interface PriceListServer {
  readonly url: string;
  readonly requests: GetProducts[];
  /** From here on, requests for this service fail. */
  readonly refuse: (service: string) => void;
  readonly close: () => Promise<void>;
}

export async function startPriceListServer(): Promise<PriceListServer> {
  const requests: GetProducts[] = [];
  const refused = new Set<string>();
  const server: Server = createServer((request, response) => {
    void body(request).then((text) => {
      const query = JSON.parse(text) as GetProducts;
      requests.push(query);
      const isGetProducts = request.headers["x-amz-target"] === "AWSPriceListService.GetProducts";
      const fails = !isGetProducts || refused.has(query.ServiceCode);
      response.writeHead(fails ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
      const denied = { __type: "AccessDeniedException", Message: "not authorized to perform: pricing:GetProducts" };
      response.end(JSON.stringify(fails ? denied : answer(query)));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    refuse: (service) => void refused.add(service),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function answer({ ServiceCode, FormatVersion, Filters, NextToken }: GetProducts) {
  const found = products.filter(({ serviceCode, product: { productFamily, attributes } }) => {
    const about: Record<string, string | undefined> = { ...attributes, productFamily };
    return serviceCode === ServiceCode && Filters.every(({ Field, Value }) => about[Field] === Value);
  });
  const from = Number(NextToken ?? 0);
  const next = from + 2;
  return {
    FormatVersion,
    PriceList: found.slice(from, next).map((product) => JSON.stringify(product)),
    ...(next < found.length && { NextToken: String(next) }),
  };
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
