// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/element_match.hpp>
#include <leat/call/element_memory.hpp>
#include <leat/memo/part_store.hpp>
#include <leat/serial/archive.hpp>
#include <leat/serial/fingerprint.hpp>
#include <leat/serial/seen_file.hpp>
#include <leat/support/error.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// A number with its digits in groups of three: 12,345.
LEAT_DECL std::string with_commas(std::size_t number);

/// Of elements, by their places, the files that they are or have.
using files_of_elements = std::map<std::size_t, std::vector<seen_file>>;
/// Whether one of those of that element is another one by now.
LEAT_DECL bool any_has_changed(files_of_elements const& files, std::size_t index) noexcept;

/// What a cache, a record, or both know of the elements of a map, and learn of them. What is done
/// is saved now and then, so that of a run that is killed little is lost: saving takes at most a
/// tenth of the time.
template <class Call, class Given = typename Call::given>
class map_memory;

template <class Call, class... Given>
class map_memory<Call, types<Given...>> final : public part_memory, public memory_of_map<Call> {
    using result = typename Call::element_result;
    using slots_type = element_slots<result>;
    using time = std::chrono::steady_clock;

public:
    map_memory(caching_memo& memo, run_state& run, std::size_t item) : kept_(memo, run, item) {
        std::size_t const first = run.graph.items[item].first_edge;
        for (std::size_t i = 0; i < counts_.size(); ++i)
            counts_[i] = Call::each[i] && memo.policy().counts[first + i];
    }

    void* known() override {
        memory_of_map<Call>* const self = this;
        return kept_.has_key() ? static_cast<void*>(self) : nullptr;
    }

    void begin(std::size_t count) override {
        reject_if_complete(); // and still it is called again
        keys_.clear();
        keys_.reserve(count);
        here_.assign(count, false);
        unsaved_ = 0;
        untold_ = false;
        files_.clear();
        unkept_ = 0;
        next_save_ = time::now() + least_between_;
    }
    void tell(Given const&... element) override {
        if (untold_) return;
        try {
            std::vector<seen_file> found;
            file_notes const notes(found);
            keys_.push_back(key_of(std::index_sequence_for<Given...>{}, element...));
            if (!found.empty()) files_.emplace(keys_.size() - 1, std::move(found));
        } catch (...) { // the map's function meets what is wrong, or can do without
            untold_ = true;
        }
    }
    std::vector<std::size_t> recall(slots_type& slots) override {
        std::vector<std::size_t> open(here_.size());
        for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;
        if (untold_) return open;
        try {
            kept_.visit([&](std::string_view keys, auto const& load_values) {
                take_from(keys, load_values, slots, open);
                return !open.empty();
            });
        } catch (std::exception const& e) {
            trouble_ = e.what();
        }
        if (!std::exchange(recalls_, true)) recalled_ = here_.size() - open.size();
        return open;
    }
    void made(std::size_t index, slots_type& slots) noexcept override {
        if (untold_) return;
        bool const has_changed = any_has_changed(files_, index);
        std::lock_guard const hold(mutex_);
        if (has_changed) {
            ++unkept_;
            return;
        }
        here_[index] = true;
        ++unsaved_;
        if (time::now() >= next_save_) save(slots);
    }
    void give_up(slots_type& slots) noexcept override {
        std::lock_guard const hold(mutex_);
        if (unsaved_ > 0) save(slots);
    }

    /// Adds to the reason why the node ran how many of its elements did.
    void describe(node_report& report) override {
        if (report.status == node_status::failed) reject_if_complete();
        if (!trouble_.empty())
            kept_.run().log.say(report.name, "its elements are not kept: " + trouble_);
        if (report.status != node_status::ran || recalled_ == 0) return;
        report.reason.append(report.reason.empty() ? "" : "; ")
            .append(with_commas(here_.size() - recalled_))
            .append(" of ")
            .append(with_commas(here_.size()))
            .append(" elements ran");
    }
    /// What the map returned is kept as a whole: the keys of its elements are kept with it.
    void finish() override {
        if (untold_ || keys_.empty()) return;
        try {
            kept_.finish(write_keys(keys_));
        } catch (std::exception const& e) {
            kept_.run().log.say(kept_.node(),
                                std::string("its elements are not kept: ") + e.what());
        }
    }

private:
    static constexpr auto least_between_ = std::chrono::milliseconds(20);

    template <std::size_t... I>
    digest key_of(std::index_sequence<I...>, Given const&... element) const {
        digest key;
        digest_builder all;
        std::size_t count = 0;
        [[maybe_unused]] auto const add = [&]<bool IsElement>(bool is_part, auto const& one) {
            if constexpr (IsElement)
                if (is_part) {
                    key = leat::fingerprint(one);
                    all.add(key);
                    ++count;
                }
        };
        (add.template operator() < Call::each[I] &&
             has_fingerprint < Given >> (counts_[I], element),
         ...);
        if (count > 1) key = all.finish();
        return {key.high ^ kept_.key().high, key.low ^ kept_.key().low};
    }

    // A value that the node's guards do not take for good is not kept, nor are its parts.
    void reject_if_complete() {
        if (here_.empty() || std::ranges::count(here_, false) > unkept_) return;
        try {
            kept_.reject();
        } catch (std::exception const& e) {
            trouble_ = e.what();
        }
    }

    template <class Load>
    void take_from(std::string_view bytes, Load const& load_values, slots_type& slots,
                   std::vector<std::size_t>& open) {
        auto const there = take_keys(bytes);
        if (!there) return;
        std::vector<std::size_t> rest = open;
        auto const found = match_elements(keys_, *there, rest);
        if (found.empty()) return;
        try {
            auto const held = load_values(bytes);
            auto values = leat::load_from<typename Call::result>(std::string_view(*held));
            if (values.size() != there->size()) return;
            for (element_match const& one : found) {
                slots.fill(one.wanted, [&]() -> result { return std::move(values[one.there]); });
                here_[one.wanted] = true;
            }
            open = std::move(rest);
        } catch (std::exception const&) { // lost or damaged: these run again
        }
    }

    void save(slots_type& slots) noexcept {
        auto const began = time::now();
        try {
            std::vector<digest> keys;
            std::vector<std::size_t> which;
            for (std::size_t i = 0; i < here_.size(); ++i)
                if (here_[i]) which.push_back(i);
            for (std::size_t i : which) keys.push_back(keys_[i]);
            std::ostringstream values;
            slots.with(which,
                       [&](typename Call::result const& all) { leat::save_to(values, all); });
            kept_.save(write_keys(keys) + std::move(values).str());
            unsaved_ = 0;
        } catch (...) {
            trouble_ = current_message();
        }
        auto const now = time::now();
        next_save_ = now + std::max<time::duration>(least_between_ / 2, 10 * (now - began));
    }

    part_store kept_;
    std::array<bool, sizeof...(Given)>
        counts_{}; ///< of each input: it is an element that counts in the key
    std::vector<digest> keys_{};
    files_of_elements files_{}; ///< that count in the keys
    std::size_t recalled_ = 0;  ///< of runs before
    bool recalls_ = false;
    bool untold_ = false; ///< an element has no fingerprint, as with a file that cannot be read
    std::mutex mutex_{};  // of what follows
    std::vector<bool> here_{};
    std::size_t unsaved_ = 0;
    std::ptrdiff_t unkept_ = 0; ///< done, of a file that has changed meanwhile
    time::time_point next_save_{};
    std::string trouble_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/memo/impl/map_memory.ipp>
#endif
