/**
 * Minimisation of plain functions on typed arrays: what the estimators are fitted with, usable alone.
 *
 * @packageDocumentation
 */
export type { CoordinateDescentOptions } from './coordinate-descent.ts';
export { coordinateDescent, coordinateDescentRun } from './coordinate-descent.ts';
export type { CoordinateDescentResult, CoordinateDescentState, CoordinateDescentSweep } from './descent.ts';
export type { GradientDescentOptions, GradientDescentResult } from './gradient-descent.ts';
export { gradientDescent, gradientDescentRun } from './gradient-descent.ts';
export type { LbfgsOptions } from './lbfgs.ts';
export { lbfgs, lbfgsRun } from './lbfgs.ts';
export type { NewtonCgOptions } from './newton-cg.ts';
export { newtonCg, newtonCgRun } from './newton-cg.ts';
export type { HessianProduct, Objective, OptimizeResult, OptimizeState, StopReason } from './objective.ts';
export type { StoppingOptions } from './options.ts';
export type { QuadraticForm } from './quadratic-form.ts';
