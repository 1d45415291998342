// What a refused request tells.

/** The HTTP status of AWS's answer; undefined if there was none. */
export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

/** Whether AWS refused for lack of a permission, which says nothing about the thing itself. */
export function isDenied(error: unknown): boolean {
  return /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError)$/.test((error as Error).name);
}
