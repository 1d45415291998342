// Fields that the schemas of environments and models share. The text of each says what is allowed.
import { z } from "zod";

export const text = (allowed: string, pattern = /\S/) => z.string(allowed).regex(pattern, allowed);

export const whole = (minimum: number, maximum: number) => {
  const allowed = `a whole number from ${minimum} to ${maximum}`;
  return z.int(allowed).min(minimum, allowed).max(maximum, allowed);
};

export const between = (minimum: number, maximum: number) => {
  const allowed = `a number from ${minimum} to ${maximum}`;
  return z.number(allowed).min(minimum, allowed).max(maximum, allowed);
};

export const instanceType = text('a SageMaker instance type, such as "ml.m5.large"', /^ml\.[a-z0-9-]+\.[a-z0-9]+$/);
