// Copyright the leat authors. Distributed under the Boost Software License,
// Version 1.0.
#include <leat/cache/miss_reason.hpp>

#include <leat/cache/memory_store.hpp>

#include <catch.hpp>

#include <string>
#include <vector>

using leat::cache_entry;
using leat::detail::changes_between;
using leat::detail::miss_reason;

namespace {

cache_entry entry() {
    cache_entry made;
    made.key = {1, 1};
    made.node = "model";
    made.pipeline = "forecast";
    made.static_key = {2, 2};
    made.code = {3, 3};
    made.inputs = {{"train", {4, 4}, "12 elements"}, {"ridge", {5, 5}, "0.1"}};
    made.contents = {{6, 6}};
    made.versions = {{6, 6}};
    made.sizes = {8};
    made.types = {"double"};
    return made;
}

} // namespace

TEST_CASE("what has changed between two entries, the nearest to the code first") {
    cache_entry const old = entry();
    cache_entry now = entry();
    CHECK(changes_between(old, now) == "the store has lost what it returned");

    now.inputs[1] = {"ridge", {7, 7}, "0.2"};
    CHECK(changes_between(old, now) == "input 'ridge' (0.1 -> 0.2) has changed");
    now.inputs[0] = {"train", {8, 8}, "12 elements"}; // the same words tell no difference
    CHECK(changes_between(old, now) == "inputs 'train', 'ridge' (0.1 -> 0.2) have changed");
    now.inputs.push_back({"share", {9, 9}});
    CHECK(changes_between(old, now) == "inputs 'train', 'ridge' (0.1 -> 0.2), "
                                       "'share', which is new have changed");
    now.inputs = {old.inputs[0], {"ridge", {7, 7}, ""}}; // of which nothing is shown
    CHECK(changes_between(old, now) == "input 'ridge' has changed");
    CHECK(changes_between(now, old) == "input 'ridge' has changed");
    now.inputs = {old.inputs[0]};
    CHECK(changes_between(old, now) == "one of its inputs does not count any more");

    now.code = {10, 10};
    CHECK(changes_between(old, now) == "the program's code has changed");
    now.static_key = {11, 11};
    CHECK(changes_between(old, now) == "its declaration or the text of its function has changed");
    now.version = 2;
    CHECK(changes_between(old, now) == "its version was 0 and is 2");
}

TEST_CASE("the last entry of a node of a pipeline is remembered, and no other's") {
    leat::memory_store store;
    cache_entry const old = entry();
    CHECK(miss_reason(store, old) == "the store has nothing of this node");
    leat::put_entry(store, old);
    leat::detail::remember_last(store, old);
    cache_entry now = entry();
    now.code = {10, 10};
    CHECK(miss_reason(store, now) == "the program's code has changed");
    now.key = {12, 12};
    leat::put_entry(store, now);
    leat::detail::remember_last(store, now);
    CHECK(miss_reason(store, now) == "the store has lost what it returned"); // the newer one counts
    now.node = "another";
    CHECK(miss_reason(store, now) == "the store has nothing of this node");
    now.node = "model";
    now.pipeline = "another";
    CHECK(miss_reason(store, now) == "the store has nothing of this node");
    store.put(leat::detail::last_entry_name(old), leat::digest{13, 13}.to_string());
    CHECK(miss_reason(store, old) == "the store has nothing of this node"); // its entry is lost
    store.put(leat::detail::last_entry_name(old), "no digest");
    CHECK(miss_reason(store, old) == "the store has nothing of this node");
}
