// Gets products from the AWS Price List API, which returns each as JSON in a string:
// docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
import { type GetProductsCommandInput, paginateGetProducts, PricingClient } from "@aws-sdk/client-pricing";
import { z } from "zod";
import { UserError } from "../../packages/errors";

/** A product: its usage type, and the price of its first tier that is not free; no price if all are. */
export interface ListedProduct {
  readonly usagetype: string;
  readonly usd: number | undefined;
}

export type ListProducts = (
  service: string,
  filters: Readonly<Record<string, string>>,
) => Promise<readonly ListedProduct[]>;

const dimension = z.object({
  beginRange: z.string().default("0"),
  pricePerUnit: z.object({ USD: z.string().optional() }),
});
const product = z.object({
  product: z.object({ attributes: z.object({ usagetype: z.string() }) }),
  terms: z.object({
    OnDemand: z.record(z.string(), z.object({ priceDimensions: z.record(z.string(), dimension) })).default({}),
  }),
});

/** The API is available in few regions and answers for all; AWS_ENDPOINT_URL_PRICING sets another address. */
export function priceListApi(client = new PricingClient({ region: "us-east-1" })): ListProducts {
  return async (service, filters) => {
    const request: GetProductsCommandInput = {
      ServiceCode: service,
      FormatVersion: "aws_v1",
      Filters: Object.entries(filters).map(([Field, Value]) => ({ Type: "TERM_MATCH", Field, Value })),
    };
    const products: ListedProduct[] = [];
    try {
      for await (const { PriceList = [] } of paginateGetProducts({ client }, request)) {
        products.push(...PriceList.map((text: unknown) => listed(JSON.parse(String(text)))));
      }
    } catch (error) {
      throw new UserError(
        `The AWS Price List API did not answer for ${service}: ${(error as Error).message}. ` +
          "It needs AWS credentials that may do pricing:GetProducts. Nothing was written.",
      );
    }
    return products;
  };
}

function listed(json: unknown): ListedProduct {
  const { product: about, terms } = product.parse(json);
  const tiers = Object.values(terms.OnDemand)
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .map(({ beginRange, pricePerUnit }) => ({ from: Number(beginRange), usd: Number(pricePerUnit.USD ?? 0) }))
    .toSorted((a, b) => a.from - b.from);
  return { usagetype: about.attributes.usagetype, usd: tiers.find(({ usd }) => usd > 0)?.usd };
}
