// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/cached_node.hpp>
#include <leat/run/element_memory.hpp>
#include <leat/run/iterate_run.hpp>
#include <leat/run/kept_elements.hpp>
#include <leat/run/round_memory.hpp>
#include <leat/serial/archive.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace leat::detail {

/// Whether the state of a node is kept while it goes on: it is an iterate that asks for it, and
/// what it returns is kept.
template <class State, std::size_t Item>
consteval bool keeps_rounds() {
    using node = cached_node<State, Item>;
    if constexpr (solved<node::P>.option_of[Item]->checkpoint_every == 0 || node::asks_hooks)
        return false;
    else
        return serializable<result_t<node::P, Item>> &&
               (node::policy.behaviour[Item] == caching::cached || node::policy.resumable[Item]);
}

/// Keeps the state of an iterate in the cache, in the record, or in both: what was saved last, with
/// the number of rounds before it. It is dropped when the node has ended.
template <class State, std::size_t Item>
class kept_rounds final : public round_memory<result_t<State::layout::pipeline, Item>> {
    static constexpr auto const& P = State::layout::pipeline;
    using value = result_t<P, Item>;

public:
    explicit kept_rounds(State& s) : kept_(s), log_(s.log) {}
    kept_rounds(kept_rounds const&) = delete;

    /// This, for the iterate; or null where the node has no key.
    void* known() {
        round_memory<value>* const self = this;
        return kept_.has_key() ? static_cast<void*>(self) : nullptr;
    }

    std::optional<std::pair<std::size_t, value>> recall() override {
        std::optional<std::pair<std::size_t, value>> found;
        try {
            kept_.visit([&](std::string_view bytes, auto const&) {
                auto const heading = take_keys(bytes);
                if (!heading || heading->size() != 1) return true;
                found.emplace(static_cast<std::size_t>((*heading)[0].low),
                              leat::load_from<value>(bytes));
                return false;
            });
        } catch (std::exception const& e) {
            say("what was saved of its rounds cannot be read, so it starts anew: ", e.what());
        }
        if (found) went_on_ = found->first;
        return found;
    }
    void save(std::size_t rounds, value const& state) noexcept override {
        try {
            std::ostringstream bytes;
            leat::save_to(bytes, state);
            kept_.save(write_keys({digest{0, static_cast<std::uint64_t>(rounds)}}) +
                       std::move(bytes).str());
            saved_ = true;
        } catch (std::exception const& e) {
            say("its rounds are not kept: ", e.what());
        }
    }

    /// Adds to the reason why the node ran from where it went on.
    void describe(node_report& report) {
        if (report.status != node_status::ran || went_on_ == 0) return;
        report.reason.append(report.reason.empty() ? "" : "; ")
            .append("it went on after round ")
            .append(std::to_string(went_on_));
    }
    /// The node has ended.
    void finish() {
        if (!saved_ && went_on_ == 0) return;
        try {
            kept_.reject();
        } catch (std::exception const& e) {
            say("what was saved of its rounds cannot be removed: ", e.what());
        }
    }

private:
    void say(char const* what, char const* why) const {
        inside_gate const inside(log_.gate);
        log_.say(item_name<P, Item>.view(), std::string(what) + why);
    }

    kept_elements<State, Item> kept_;
    run_log& log_;
    std::size_t went_on_ = 0; ///< after so many rounds
    bool saved_ = false;
};

} // namespace leat::detail
