// What the SageMaker instance types support.

/**
 * Families with local NVMe disks. These disks encrypt themselves, and SageMaker refuses a volume key for them (API
 * reference, ResourceConfig and CreateEndpointConfig). The families have a "d" after the generation ("m5d", "c6gd",
 * "g4dn", "p3dn"), or are among those that always have such disks.
 */
const localDisks = /^ml\.([a-z]+\d+[a-z]*d[a-z]*|g5|g6e?|gr6|i\d\w*|p4de?|p5\w*|trn\d\w*|inf1)\./;

export function takesVolumeKey(instanceType: string): boolean {
  return !localDisks.test(instanceType);
}

/**
 * What an execution's input may ask for: general families without local disks, so that the volume key applies to each
 * of them, and without GPUs, which the scikit-learn image could not use. Any other type has to be set in the
 * environment.
 */
export const overridableFamilies = ["c5", "c6i", "c7i", "m5", "m6i", "m7i", "r5", "r6i", "r7i", "t3"] as const;
