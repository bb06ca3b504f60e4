import { selectColumns, type Table, toRows } from '@hml/data';
import { readCsvFile } from '@hml/data/node';

/** The countries of 2017: their names, and every numeric column of the report under a name that fits a picture. */
export interface HappinessReport {
  readonly countries: readonly string[];
  readonly columns: ReturnType<typeof ourColumns>;
}

/** 155 countries, from the happiest. */
export async function readHappiness(): Promise<HappinessReport> {
  const table = await readCsvFile(new URL('world-happiness-report-2017.csv', import.meta.url));
  const { Country: countries } = table.columns;
  if (countries instanceof Float64Array) throw new TypeError('the countries have no names');
  return { countries, columns: ourColumns(table) };
}

/** The numeric columns of the report as we call them: the file's names are those of a data frame in R. */
function ourColumns(table: Table) {
  const column = (name: string): Float64Array => selectColumns(table, [name])[name];
  return {
    rank: column('Happiness.Rank'),
    score: column('Happiness.Score'),
    'whisker, high': column('Whisker.high'),
    'whisker, low': column('Whisker.low'),
    'GDP per capita': column('Economy..GDP.per.Capita.'),
    family: column('Family'),
    'life expectancy': column('Health..Life.Expectancy.'),
    freedom: column('Freedom'),
    generosity: column('Generosity'),
    trust: column('Trust..Government.Corruption.'),
    'dystopia residual': column('Dystopia.Residual'),
  } as const;
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
