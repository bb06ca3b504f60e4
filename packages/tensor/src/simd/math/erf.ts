import type { FloatLanes, Vector } from '../../assembler/index.ts';
import { border, erfTerms, tailEven, tailOdd } from '../../math/erf.ts';
import { expFactors, scaled } from './exp.ts';
import { head, lostOfSquare, withSign } from './format.ts';

/** As `erfTerms`, for float32: near-minimax to $1.5 \cdot 10^{-9}$. */
const erfTerms32: readonly number[] = [-0.000677974545, 0.00511880359, -0.0268369652, 0.112834282, -0.37612623, 0.128379166];

/** $g(t)$ of `tail`, for float32 and $0.75 \le x \le 10.2$: near-minimax to $10^{-8}$. */
const tailTerms32: readonly number[] = [
  -0.00225451402, 0.00657790853, -0.00611165678, 0.00669758301, -0.0422540419, 0.118896559, -0.132657796, -0.0726432279, 0.244496658,
];

/** $\operatorname{erf} x - x$ for small x. */
function erfRest(f: FloatLanes, x: Vector): Vector {
  return f.mul(x, f.polynomial(f.mul(x, x), f.type === 'float32' ? erfTerms32 : erfTerms));
}

/** $1 - \operatorname{erf} x$ for $x \ge 0.75$, as $e^{g(t) - x^2} / (1 + 2x)$ with $t = (x - 2) / (x + 2)$; see the plain function. */
function tail(f: FloatLanes, a: Vector): Vector {
  const single = f.type === 'float32';
  const x = f.pmin(a, single ? 11 : 29); // from there on the result is 0
  const t = f.div(f.sub(x, 2), f.add(x, 2));
  const z = f.mul(t, t);
  const p = single ? f.polynomial(t, tailTerms32) : f.add(f.polynomial(z, tailEven), f.mul(t, f.polynomial(z, tailOdd)));
  const square = f.mul(x, x);
  const exponent = f.sub(p, square);
  const divisor = f.add(f.add(x, x), 1);
  const lost = f.add(
    f.add(lostOfSquare(f, x, square, head(f, x)), f.sub(f.add(exponent, square), p)),
    f.div(f.sub(1, f.sub(divisor, f.add(x, x))), divisor),
  );
  return scaled(f, expFactors(f, exponent, f.neg(lost)), (e) => f.div(e, divisor));
}

/** $\operatorname{erf} x$; in float64 the bits of `erfOf`. */
export function erf(f: FloatLanes, x: Vector): Vector {
  const a = f.abs(x);
  const far = withSign(f, f.sub(1, tail(f, a)), x);
  return f.select(f.lt(a, border), f.add(x, erfRest(f, x)), far);
}

/** $1 - \operatorname{erf} x$; in float64 the bits of `erfcOf`. */
export function erfc(f: FloatLanes, x: Vector): Vector {
  const a = f.abs(x);
  const beyond = tail(f, a);
  const far = f.select(f.lt(x, 0), f.sub(2, beyond), beyond);
  const rest = erfRest(f, x);
  const near = f.select(f.lt(x, 0.25), f.sub(1, f.add(x, rest)), f.sub(0.5, f.add(f.sub(x, 0.5), rest)));
  return f.select(f.lt(a, border), near, far);
}
