// Language and theme: chosen here, remembered on the device, and the language on the person's record too.
import { useId } from 'react';
import { sessionState } from '../shared/api/session';
import { updateMe } from '../shared/auth/account';
import { LOCALES, type Locale, speak, useSpoken } from '../shared/i18n/catalogue';
import { useT } from '../shared/i18n/useT';
import { notify } from '../shared/ui/notify';
import { setTheme, type Theme, useTheme } from '../shared/ui/theme';
import styles from './Preferences.module.css';

interface ChoiceProps<T extends string> {
  legend: string;
  value: T;
  options: ReadonlyArray<{ value: T; label: string; lang?: string }>;
  onChange: (value: T) => void;
}

// Native radios: they are in the shell, which must stay light.
function Choice<T extends string>({ legend, value, options, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} lang={option.lang}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function LanguageChoice() {
  const t = useT();
  const { locale } = useSpoken();
  const choose = async (next: Locale) => {
    await speak(next);
    if (sessionState() !== 'signed_in') return;
    try {
      await updateMe({ locale: next });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
  };
  return (
    <Choice
      legend={t('preferences.language')}
      value={locale}
      options={LOCALES.map((value) => ({
        value,
        label: t(`preferences.language.${value}`),
        lang: value,
      }))}
      onChange={choose}
    />
  );
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeChoice() {
  const t = useT();
  return (
    <Choice
      legend={t('preferences.theme')}
      value={useTheme()}
      options={THEMES.map((value) => ({ value, label: t(`preferences.theme.${value}`) }))}
      onChange={setTheme}
    />
  );
}
