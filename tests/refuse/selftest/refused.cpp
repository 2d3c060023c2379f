// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: this is refused
// expect: wrong<int>

template <class>
inline constexpr bool wrong = false;
template <class T>
constexpr bool check() {
    static_assert(wrong<T>, "leat: this is refused.");
    return true;
}
static_assert(check<int>());
