export type { StandardScalerJson, StandardScalerParts } from './standard-scaler/model.ts';
export { StandardScalerModel } from './standard-scaler/model.ts';
export type { StandardScalerOptions, StandardScalerState } from './standard-scaler/standard-scaler.ts';
export { StandardScaler } from './standard-scaler/standard-scaler.ts';
