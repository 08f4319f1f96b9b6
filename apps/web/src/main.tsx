import './styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followTheme } from './app/preferences.ts';

followTheme();
const place = document.getElementById('root');
if (place !== null) createRoot(place).render(<App />);
