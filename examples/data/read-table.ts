import { selectColumns, toRows } from '@hml/data';
import { readCsvFile } from '@hml/data/node';

/** The countries of 2017: their names, and every numeric column of the report under a name that fits a picture. */
export interface HappinessReport {
  readonly countries: readonly string[];
  readonly columns: Readonly<Record<HappinessColumn, Float64Array>>;
}

/** The numeric columns of the report on happiness, as we call them: the file's names are those of a data frame in R. */
export type HappinessColumn = (typeof happinessColumns)[number][1];

const happinessColumns = [
  ['Happiness.Rank', 'rank'],
  ['Happiness.Score', 'score'],
  ['Whisker.high', 'whisker, high'],
  ['Whisker.low', 'whisker, low'],
  ['Economy..GDP.per.Capita.', 'GDP per capita'],
  ['Family', 'family'],
  ['Health..Life.Expectancy.', 'life expectancy'],
  ['Freedom', 'freedom'],
  ['Generosity', 'generosity'],
  ['Trust..Government.Corruption.', 'trust'],
  ['Dystopia.Residual', 'dystopia residual'],
] as const;

/** 155 countries, from the happiest. */
export async function readHappiness(): Promise<HappinessReport> {
  const table = await readCsvFile(new URL('world-happiness-report-2017.csv', import.meta.url));
  const { Country: countries } = table.columns;
  if (countries instanceof Float64Array) throw new TypeError('the countries have no names');
  const column = ([name, ours]: (typeof happinessColumns)[number]) => [ours, selectColumns(table, [name])[name]] as const;
  return { countries, columns: Object.fromEntries(happinessColumns.map(column)) as HappinessReport['columns'] };
}

/** 250 points of a wavy curve. */
export async function readWaves(): Promise<Readonly<Record<'x' | 'y', Float64Array>>> {
  const table = await readCsvFile(new URL('non-linear-regression-x-y.csv', import.meta.url), { types: { x: 'number', y: 'number' } });
  return table.columns;
}

/** 47 houses: living area (square feet) and bedrooms, and the price (dollars). */
export async function readHousePrices(): Promise<{ readonly X: number[][]; readonly y: Float64Array }> {
  const { columns } = await readCsvFile(new URL('house-prices.csv', import.meta.url), {
    header: ['area', 'bedrooms', 'price'],
    types: { area: 'number', bedrooms: 'number', price: 'number' },
  });
  return { X: toRows(columns, ['area', 'bedrooms']), y: columns.price };
}
