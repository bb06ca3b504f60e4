// Log densities: what the distributions that the samplers of @hml/tensor draw from say of a value

export type { Spread } from '../random/spread.ts';
export { type BetaLogDensityOptions, betaLogDensity } from './beta.ts';
export { type DirichletLogDensityOptions, dirichletLogDensity } from './dirichlet.ts';
export { type GammaLogDensityOptions, gammaLogDensity } from './gamma.ts';
export { type MultinomialLogDensityOptions, multinomialLogDensity } from './multinomial.ts';
export { type MultivariateNormalLogDensityOptions, multivariateNormalLogDensity } from './multivariate-normal.ts';
export { type NormalLogDensityOptions, normalLogDensity } from './normal.ts';
export type { Numbers, Parameter } from './parameters.ts';
export { type PoissonLogDensityOptions, poissonLogDensity } from './poisson.ts';
export { type StudentTLogDensityOptions, studentTLogDensity } from './student-t.ts';
