// Calls from outside and the record of them: API Gateway and CloudTrail.
import { always, type Pricer, used } from "../meter";

const requests = "monthly_requests";

export const restApi: Pricer = always([used("REST API requests", "apigateway.rest", requests, 1_000_000)]);

/** A request is charged in chunks of 512 kB; a WebSocket API is charged by message and connection. */
export const httpApi: Pricer = {
  usageKeys: [requests, "monthly_messages", "monthly_connection_mins"],
  meters: ({ values }) =>
    values.protocol_type === "WEBSOCKET"
      ? [
          used("WebSocket messages", "apigateway.websocket.message", "monthly_messages", 1_000_000),
          used("WebSocket connection", "apigateway.websocket.minute", "monthly_connection_mins", 1_000_000),
        ]
      : [used("HTTP API requests", "apigateway.http", requests, 1_000_000)],
};

/** The first trail's management events are free. */
export const trail: Pricer = always([
  used("Further copies of management events", "cloudtrail.management", "monthly_additional_management_events", 100_000),
  used("Data events", "cloudtrail.data", "monthly_data_events", 100_000),
]);
