// React 19 says nothing of propTypes; JSX ignores defaultProps of functions, createElement and classes do not; null replaces no default.
import { check } from "../support/bank.mjs";
import { load } from "../support/page.mjs";

const React = load("react");
const { jsx } = load("react/jsx-runtime");
const { renderToStaticMarkup: html } = load("react-dom/server");
const said = [];
console.error = (...words) => said.push(words.join(" "));

function Price({ amount, currency = "EUR" }) {
  return `${amount} ${currency}`;
}
Price.propTypes = { amount: () => new Error("amount must be a number") };
Price.defaultProps = { amount: 5 };
class Old extends React.Component {
  render() {
    return String(this.props.amount);
  }
}
Old.defaultProps = { amount: 7 };

check(html(jsx(Price, { amount: "12" })) === "12 EUR" && said.length === 0, "a wrong prop is shown without a word");
check(html(jsx(Price, {})) === "undefined EUR", "JSX ignores defaultProps of a function");
check(html(React.createElement(Price, {})) === "5 EUR", "createElement still fills them");
check(html(jsx(Old, {})) === "7", "a class keeps them");
check(html(jsx(Price, { amount: 1, currency: null })) === "1 null", "a default does not replace null");
