// The questions to an applicant: three longer texts with room shown, an honest word about conflicts, and the referees.
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useNumbers, useT } from '../../shared/i18n/useT';
import styles from './Applicant.module.css';
import { CONFLICT, TEXT } from './applicationFields';
import { Columns } from './Columns';

interface ApplicantFieldsProps {
  /** How many referees the opening asks for. */
  references: number;
  /** The address: a field where it is not known yet, a sentence where it is. */
  address: ReactNode;
}

export function ApplicantFields({ references, address }: ApplicantFieldsProps) {
  const t = useT();
  return (
    <>
      <TextField name="name" autoComplete="name" label={t('recruitment.apply.name')} />
      {address}
      <TextField
        name="institution"
        autoComplete="organization"
        label={t('recruitment.apply.institution')}
        description={t('recruitment.apply.institution_help')}
      />
      <LongText name="experience" most={TEXT} />
      <LongText name="leadership" most={TEXT} />
      <LongText name="commitment" most={TEXT} />
      <LongText name="conflict_of_interest" most={CONFLICT} optional />
      {references > 0 && (
        <>
          <p>{t('recruitment.referee.lead', { count: references })}</p>
          {Array.from({ length: references }, (_, at) => at).map((at) => (
            <RefereeFieldset key={at} at={at} />
          ))}
        </>
      )}
    </>
  );
}

function RefereeFieldset({ at }: { at: number }) {
  const t = useT();
  return (
    <fieldset className={styles.group}>
      <legend>{t('recruitment.referee.number', { number: at + 1 })}</legend>
      <RefereeFields prefix={`references.${at}.`} />
    </fieldset>
  );
}

/** Not filled in by the browser: it knows the applicant, not the referee. */
export function RefereeFields({ prefix = '' }: { prefix?: string }) {
  const t = useT();
  return (
    <Columns>
      <TextField name={`${prefix}name`} autoComplete="off" label={t('recruitment.referee.name')} />
      <TextField
        name={`${prefix}email`}
        type="email"
        autoComplete="off"
        label={t('recruitment.referee.email')}
      />
      <TextField
        name={`${prefix}relation`}
        autoComplete="off"
        label={t('recruitment.referee.relation')}
        description={t('recruitment.referee.relation_help')}
      />
    </Columns>
  );
}

interface LongTextProps {
  name: 'experience' | 'leadership' | 'commitment' | 'conflict_of_interest';
  most: number;
  optional?: boolean;
}

/** Says what to write and how much of the room is used. */
function LongText({ name, most, optional = false }: LongTextProps) {
  const t = useT();
  const { number } = useNumbers();
  const value: string = useWatch({ name }) ?? '';
  const used = t('recruitment.apply.used', {
    used: number([...value].length),
    most: number(most),
  });
  return (
    <TextArea
      name={name}
      rows={optional ? 3 : 7}
      required={!optional}
      label={t(`recruitment.apply.${name}`)}
      description={`${t(`recruitment.apply.${name}_help`)} ${used}`}
    />
  );
}
