// Typed Amazon States Language: only what this state machine uses.
export * from "./conditions";
export { Definition } from "./definition";
export { defined, type Json, type JsonObject } from "./json";
export * from "./expressions";
export * from "./retry";
export { choice, fail, pass, type State, succeed, wait } from "./states";
