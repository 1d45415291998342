// API Gateway: REST APIs by request.
import { always, type Pricer, used } from "../meter";

export const restApi: Pricer = always([used("REST API requests", "apigateway.rest", "monthly_requests", 1_000_000)]);
