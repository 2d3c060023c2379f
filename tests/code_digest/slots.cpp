// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// A program with slots as leat has them, without the rest of leat.
#include <cstdio>

namespace leat::detail {
class node_invocation;
struct code_entry {
    void (*anchor)(node_invocation&);
    unsigned char filled;
    unsigned char bytes[16];
};
template <auto const& P, int Item>
void call_node(node_invocation&) {
    std::printf("%d\n", P * Item);
}
template <auto const& P, int Item>
struct code_slot {
    static inline code_entry volatile entry{&call_node<P, Item>, 0, {}};
};
} // namespace leat::detail

static constexpr int of_this_file = 7;
inline constexpr int of_all_files = 8;

int main() {
    using namespace leat::detail;
    code_entry const volatile* const all[] = {&code_slot<of_this_file, 1>::entry,
                                              &code_slot<of_this_file, 2>::entry,
                                              &code_slot<of_all_files, 1>::entry};
    for (code_entry const volatile* one : all) {
        std::printf("%d ", one->filled);
        for (unsigned char const volatile& byte : one->bytes)
            std::printf("%02x", static_cast<unsigned>(byte));
        std::puts("");
    }
}
