// CDKTF asks for the whole stack trace of each token, and jest maps every line of it: a tenth of the time of these tests.
const limit = 10;
Object.defineProperty(Error, "stackTraceLimit", { get: () => limit, set: () => undefined, configurable: true });
