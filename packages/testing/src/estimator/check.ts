/**
 * Declares one test of a suite: the id by which known failures name it, what must hold, and the check. Several tests may share an id,
 * since they belong to one rule.
 */
export type Check = (id: string, title: string, test: () => void | Promise<void>) => void;
