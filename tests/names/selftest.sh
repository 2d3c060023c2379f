#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# scripts/check_names itself, on a small house whose page is right or wrong in one way each.
#
#   selftest.sh [PYTHON]
set -u
check=("${1:-python3}" "$(cd "$(dirname "$0")/../.." && pwd)/scripts/check_names")
house=$(mktemp -d) || exit 2
trap 'rm -rf "$house"' EXIT
failed=0
mkdir -p "$house/include/leat/run" "$house/docs"

begin() {
    cat >"$house/include/leat/run/x.hpp" <<'END'
namespace leat {
namespace detail {

/// Nobody's business.
struct hidden {
    int inside = 0;
};

} // namespace detail

/// What it is.
enum class colour : unsigned char { red = 1, green };

/// A thing. And more of it.
struct thing {
    using type = int;
    std::vector<std::pair<int, int>> points{}; ///< where
    int x = 0, y = 0;
    int twice() const { return 2 * x; }
    // For leat itself.
    int own() const { return x; }
    void before_node_run() {}
    bool operator==(thing const&) const = default;
};

/// A class.
template <class T>
    requires(sizeof(T) > 0)
class keeper {
public:
    /// Made of one.
    explicit keeper(T one) : one_(one) {}
    /// The one.
    std::function<T(int)> get(int a, std::less<> b = {}) const {
        if (a > 0) {
            return one_;
        }
        return one_;
    }
    decltype(auto) last() const;

private:
    int secret() const { return 0; }
    T one_;
};

template <class T>
void keeper<T>::late() {}

/// A function,
/// in two lines.
template <auto const& P, class... T>
    requires std::integral<T>
consteval auto make(T const&... of)
    -> detail::made<T...> {
    return {};
}
/// The same of nothing.
consteval int make() { return 0; }

/// A value.
inline constexpr detail::hidden value{};

int undocumented();

namespace hooks {

/// A concept.
template <class T>
concept one = sizeof(T) == 1;

} // namespace hooks
} // namespace leat
END
    cat >"$house/docs/reference.md" <<'END'
| name | | members |
| --- | --- | --- |
| `colour` | what | `red`, `green` |
| `thing` | what | `points`, `x`, `y`, `twice` |
| `keeper` | what | `get`, `last` |
| `make` | what | |
| `value` | what, as `value \| value` | |
| `hooks::one` | what | |
END
}
edit() { sed -i "$2" "$house/$1"; }
page() { edit docs/reference.md "$1"; }
header() { edit include/leat/run/x.hpp "$1"; }
# passes NAME, fails NAME TEXT
passes() {
    local output
    output=$("${check[@]}" "$house") && return
    printf 'FAILED %s: should pass\n%s\n' "$1" "$output"
    failed=1
}
fails() {
    local output status
    output=$("${check[@]}" "$house" 2>&1)
    status=$?
    [ $status -ne 0 ] && [ "$(grep -c . <<<"$output")" -le 2 ] && grep -qF -- "$2" <<<"$output" && return
    printf 'FAILED %s: should say: %s\n%s\n' "$1" "$2" "$output"
    failed=1
}

begin && passes "a right page"
begin && page '/`make`/d' && fails "a function" "leat/run/x.hpp: 'make' has no row in docs/reference.md; from its docstring:"
begin && page '/`make`/d' && fails "its row" "  | \`make\` | A function, in two lines |"
begin && page '/`thing`/d' && fails "a struct" "  | \`thing\` | A thing | \`points\`, \`x\`, \`y\`, \`twice\` |"
begin && page '/`hooks::one`/d' && fails "a concept" "'hooks::one' has no row"
begin && page '/`value`/d' && fails "a value" "'value' has no row"
begin && page 's/, `twice`//' && fails "a member" "the row of 'thing' in docs/reference.md lacks twice"
begin && page 's/, `y`//' && fails "a field that shares its line" "the row of 'thing' in docs/reference.md lacks y"
begin && page 's/, `green`//' && fails "an enumerator" "the row of 'colour' in docs/reference.md lacks green"
begin && page 's/`get`, //' && fails "a function with a body" "the row of 'keeper' in docs/reference.md lacks get"
begin && page 's/, `last`//' && fails "what stands after a body" "the row of 'keeper' in docs/reference.md lacks last"
begin && page 's/`make`/`makes`, `make`/' && fails "a name that is gone" "docs/reference.md: there is no public name 'makes'"
begin && header 's/^int undocumented/\/\/\/ Now it is.\n&/' && fails "a new name" "'undocumented' has no row"
begin && header 's/    \/\/ For leat itself./    \/\/\/ For all./' && fails "a new member" "lacks own"
begin && rm "$house/docs/reference.md" && "${check[@]}" "$house" | grep "'colour' has no row" >/dev/null || { echo "FAILED no page"; failed=1; }
rm "$house/include/leat/run/x.hpp" && fails "an empty house" "no public names"
exit $failed
