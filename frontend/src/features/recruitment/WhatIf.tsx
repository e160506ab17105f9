// What if the criteria weighed otherwise, or more seats were filled: fields whose answer is the ranking below.
import { useEffect, useId, useRef, useState } from 'react';
import type { OpeningDetail, RankingWeight } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import styles from './WhatIf.module.css';
import { askedWeights, fieldsOf, HIGHEST_WEIGHT, MOST_SEATS, wholeWithin } from './whatIf';

interface WhatIfProps {
  opening: OpeningDetail;
  weights: RankingWeight[];
  /** As the address has them. */
  asked: string | undefined;
  seats: number;
  onAsk: (weights: string | undefined, seats: number) => void;
}

const PAUSE_MS = 350;

export function WhatIf({ opening, weights, asked, seats, onAsk }: WhatIfProps) {
  const t = useT();
  const { percent } = useNumbers();
  const [fields, setFields] = useState(() => fieldsOf(weights, asked));
  const [seatsText, setSeatsText] = useState(String(seats));
  const ask = useRef(onAsk);
  ask.current = onAsk;
  const wanted = askedWeights(weights, fields);
  const wantedSeats = wholeWithin(seatsText, 1, MOST_SEATS);
  const same = wanted === asked && wantedSeats === seats;
  useEffect(() => {
    if (same || wanted === null || wantedSeats === null) return;
    const timer = setTimeout(() => ask.current(wanted, wantedSeats), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [same, wanted, wantedSeats]);
  const labelOf = (id: string) => opening.criteria.find((one) => one.id === id)?.label ?? '';
  const numbers = weights.map(({ code }) => Number(fields[code]) || 0);
  const sum = numbers.reduce((all, one) => all + one, 0);
  const changed = asked !== undefined || seats !== opening.seats.length;
  return (
    <fieldset className={styles.fields}>
      <legend>{t('recruitment.what_if.title')}</legend>
      <p className={styles.help}>{t('recruitment.what_if.help')}</p>
      <div className={styles.row}>
        {weights.map(({ criterion_id, code, opening_weight }, at) => (
          <NumberField
            key={code}
            label={labelOf(criterion_id)}
            help={t('recruitment.what_if.share', {
              share: percent(sum > 0 ? (numbers[at] ?? 0) / sum : 0),
              own: opening_weight,
            })}
            complaint={
              wholeWithin(fields[code] ?? '', 0, HIGHEST_WEIGHT) === null
                ? t('recruitment.what_if.weight_range')
                : undefined
            }
            value={fields[code] ?? ''}
            most={HIGHEST_WEIGHT}
            least={0}
            onChange={(text) => setFields({ ...fields, [code]: text })}
          />
        ))}
        <NumberField
          label={t('recruitment.what_if.seats')}
          help={t('recruitment.what_if.seats_help')}
          complaint={
            wantedSeats === null
              ? t('recruitment.what_if.seats_range', { most: MOST_SEATS })
              : undefined
          }
          value={seatsText}
          least={1}
          most={MOST_SEATS}
          onChange={setSeatsText}
        />
      </div>
      {sum === 0 && <p role="alert">{t('recruitment.what_if.no_weight')}</p>}
      {changed && (
        <div>
          <Button
            onPress={() => {
              setFields(fieldsOf(weights, undefined));
              setSeatsText(String(opening.seats.length));
              onAsk(undefined, 1);
            }}
          >
            {t('recruitment.what_if.reset')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface NumberFieldProps {
  label: string;
  help: string;
  complaint: string | undefined;
  value: string;
  least: number;
  most: number;
  onChange: (text: string) => void;
}

function NumberField({ label, help, complaint, value, least, most, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        className={styles.input}
        value={value}
        min={least}
        max={most}
        step={1}
        inputMode="numeric"
        aria-describedby={`${id}-help`}
        aria-invalid={complaint !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-help`} className={complaint ? styles.complaint : styles.help}>
        {complaint ?? help}
      </span>
    </div>
  );
}
